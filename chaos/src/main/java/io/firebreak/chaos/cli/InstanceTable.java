package io.firebreak.chaos.cli;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Instances as lines of text. */
final class InstanceTable {
    private static final String FORM = "%-20s %-14s %-13s %-10s %s%n";

    private InstanceTable() {}

    static void print(PrintWriter out, JsonNode instances) {
        out.printf(FORM, "ID", "TYPE", "STATE", "CELL", "LAUNCHED");
        for (JsonNode instance : instances) {
            out.printf(
                    FORM,
                    instance.path("id").asString(""),
                    instance.path("type").asString(""),
                    instance.path("state").asString(""),
                    instance.path("cell").asString(""),
                    instance.path("launchTime").asString(""));
        }
    }
}
