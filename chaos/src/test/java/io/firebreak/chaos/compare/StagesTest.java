package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDayParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesTest {
    private static Study study(String name, String fault, String region) {
        Path file = Path.of(name + ".yaml");
        String text = SampleRun.yaml(name, fault).replace("cells: 4,", region);
        GameDay gameDay = GameDayParser.parse(file, text);
        return new Study(file, text, gameDay, List.of(1L), "");
    }

    private static List<List<String>> names(Map<Stages.Need, List<Study>> stages) {
        return stages.values().stream()
                .map(sharing -> sharing.stream().map(Study::name).toList())
                .toList();
    }

    @Test
    void givesTheSecondRouterToDaysThatBreakNone() {
        Map<Stages.Need, List<Study>> stages = Stages.of(List.of(
                study("cell", "kill-cell, target: {cell: random}", "cells: 4,"),
                study("router", "kill-router, target: {router: random}", "cells: 4, routers: 2,"),
                study("pill", "poison-tenant, target: {tenant: random}", "cells: 4,")));
        assertThat(names(stages)).containsExactly(List.of("cell", "router", "pill"));
        assertThat(stages.keySet()).extracting(need -> need.shape().routers()).containsExactly(2);
    }

    @Test
    void leavesADayThatBreaksTheOnlyRouterItsOnlyRouter() {
        Map<Stages.Need, List<Study>> stages = Stages.of(List.of(
                study("only", "kill-router, target: {router: router-1}", "cells: 4,"),
                study("two", "kill-router, target: {router: random}", "cells: 4, routers: 2,")));
        assertThat(names(stages)).containsExactly(List.of("only"), List.of("two"));
    }

    @Test
    void givesADayThatNeedsAnotherRegionOneOfItsOwn() {
        Map<Stages.Need, List<Study>> stages = Stages.of(List.of(
                study("cell", "kill-cell, target: {cell: random}", "cells: 4,"),
                study("node", "kill-node, target: {cell: random, node: random}", "cells: 4, nodesPerCell: 2,"),
                study("pause", "pause-cell, target: {cell: random}", "cells: 4,")));
        assertThat(names(stages)).containsExactly(List.of("cell", "pause"), List.of("node"));
    }
}
