package io.firebreak.directory.push;

import io.firebreak.assigner.TenantId;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the nodes of cells over HTTP. */
public final class CellClient {
    /** An answer names at most 500 tenants, about 100 bytes each; what is longer is not a cell's. */
    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    private final RestClient http;
    private final JsonMapper json;

    /** @param http with time limits and the region's internal secret */
    public CellClient(RestClient http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    PushOutcome push(URI node, CellPush push) {
        try {
            return http.put()
                    .uri(node.resolve("/internal/v1/tenants"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(push)
                    .exchangeForRequiredValue((request, response) -> outcome(response));
        } catch (RestClientException | JacksonException | IllegalArgumentException broken) {
            return new PushOutcome.Failed(String.valueOf(broken.getMessage()));
        }
    }

    /**
     * How many instances and unsettled client tokens of a tenant the node's cell holds; nothing when it does not say.
     */
    public OptionalLong holdings(URI node, TenantId tenant) {
        try {
            Holdings holdings = http.get()
                    .uri(node.resolve("/internal/v1/tenants/%s/holdings".formatted(tenant)))
                    .accept(MediaType.APPLICATION_JSON)
                    .exchangeForRequiredValue((request, response) -> holdings(response));
            return OptionalLong.of(holdings.instances() + holdings.unsettledTokens());
        } catch (RestClientException | JacksonException | IllegalStateException broken) {
            return OptionalLong.empty();
        }
    }

    private Holdings holdings(ClientHttpResponse response) throws IOException {
        if (response.getStatusCode().value() != 200) {
            throw new IllegalStateException("status %s".formatted(response.getStatusCode()));
        }
        return json.readValue(response.getBody().readNBytes(MAX_ANSWER_BYTES), Holdings.class);
    }

    private record Holdings(long instances, long unsettledTokens) {}

    private PushOutcome outcome(ClientHttpResponse response) throws IOException {
        byte[] body = response.getBody().readNBytes(MAX_ANSWER_BYTES + 1);
        if (body.length > MAX_ANSWER_BYTES) {
            return new PushOutcome.Failed("the answer is longer than %d bytes".formatted(MAX_ANSWER_BYTES));
        }
        if (response.getStatusCode().value() != 200) {
            return new PushOutcome.Failed("status %s".formatted(response.getStatusCode()));
        }
        Answer answer = json.readValue(body, Answer.class);
        return new PushOutcome.Confirmed(answer.words());
    }

    private record Answer(@Nullable List<Entry> confirmed) {
        List<PushOutcome.Word> words() {
            return confirmed == null
                    ? List.of()
                    : confirmed.stream()
                            .map(entry ->
                                    new PushOutcome.Word(new TenantId(entry.id()), entry.epoch(), entry.keysVersion()))
                            .toList();
        }
    }

    private record Entry(String id, long epoch, @Nullable Long keysVersion) {}
}
