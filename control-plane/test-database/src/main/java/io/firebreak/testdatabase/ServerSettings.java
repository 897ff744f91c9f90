package io.firebreak.testdatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the server must be set to. A test of a promise that survives a crash proves nothing on a server that may lose
 * commits, and both the embedding library ({@code -F}, {@code synchronous_commit=off}) and Testcontainers ({@code fsync=off}) start
 * one by default.
 */
final class ServerSettings {
    /** 200 connections: a dozen application contexts, each with a pool of ten, and room for the tests' own. */
    static final Map<String, String> REQUIRED = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "200");

    private ServerSettings() {}

    /** Asks the server for each setting; all that differ are named in one {@link IllegalStateException}. */
    static void verify(Connection connection) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            for (var required : REQUIRED.entrySet()) {
                try (var rows = statement.executeQuery("show " + required.getKey())) {
                    rows.next();
                    String actual = rows.getString(1);
                    if (!required.getValue().equals(actual)) {
                        wrong.add(required.getKey() + " is " + actual + ", must be " + required.getValue());
                    }
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The test database is not set as tests need it: " + wrong);
        }
    }
}
