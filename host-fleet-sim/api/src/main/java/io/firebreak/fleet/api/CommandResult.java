package io.firebreak.fleet.api;

/** The answer to one {@link HostCommand}. */
public record CommandResult(String host, String instance, long generation, CommandOutcome outcome) {}
