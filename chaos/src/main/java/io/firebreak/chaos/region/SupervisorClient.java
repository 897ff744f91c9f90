package io.firebreak.chaos.region;

import io.firebreak.chaos.region.SupervisorServer.Deployment;
import io.firebreak.chaos.region.SupervisorServer.Names;
import io.firebreak.chaos.region.SupervisorServer.Processes;
import io.firebreak.chaos.region.SupervisorServer.Rotation;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A running region's supervisor, asked over HTTP. */
final class SupervisorClient implements RegionControl {
    private final JsonCalls calls;

    SupervisorClient(HttpClient http, RegionFile.Supervisor supervisor) {
        calls = JsonCalls.to(http, supervisor.url(), supervisor.token());
    }

    RegionStatus status() {
        return Json.MAPPER.treeToValue(good(calls.get("/region")).body(), RegionStatus.class);
    }

    @Override
    public List<RegionProcess> processes() {
        return Json.MAPPER
                .treeToValue(good(calls.get("/processes")).body(), Processes.class)
                .processes();
    }

    @Override
    public void kill(Collection<ProcessName> names, boolean hold) {
        tell("kill", names, hold);
    }

    @Override
    public void release(Collection<ProcessName> names) {
        tell("release", names, false);
    }

    @Override
    public void end(Collection<ProcessName> names) {
        tell("end", names, false);
    }

    @Override
    public void restart(Collection<ProcessName> names) {
        tell("restart", names, false);
    }

    @Override
    public void deploy(Collection<ProcessName> names, Map<String, String> settings) {
        good(calls.post("/processes/deploy", new Deployment(List.copyOf(names), settings)));
    }

    @Override
    public void rollBack(Collection<ProcessName> names) {
        tell("roll-back", names, false);
    }

    @Override
    public void pause(Collection<ProcessName> names) {
        tell("pause", names, false);
    }

    @Override
    public void resume(Collection<ProcessName> names) {
        tell("resume", names, false);
    }

    void rotateCertificates(boolean authority) {
        good(calls.post("/certificates/rotate", new Rotation(authority)));
    }

    @Override
    public void down() {
        good(calls.post("/down", Map.of()));
    }

    private void tell(String what, Collection<ProcessName> names, boolean hold) {
        good(calls.post("/processes/" + what, new Names(List.copyOf(names), hold)));
    }

    private static JsonCalls.Answer good(JsonCalls.Answer answer) {
        String detail = answer.body().path("detail").asString("");
        return switch (answer.status()) {
            case 200 -> answer;
            case 400 -> throw new IllegalArgumentException(detail);
            default ->
                throw new RegionUnreachableException(
                        "the supervisor answered %d: %s".formatted(answer.status(), detail));
        };
    }
}
