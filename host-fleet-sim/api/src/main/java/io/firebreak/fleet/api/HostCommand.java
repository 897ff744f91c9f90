package io.firebreak.fleet.api;

import org.jspecify.annotations.Nullable;

/**
 * One command to one host about one instance.
 *
 * @param generation counts the commands for this instance, from 1; a host refuses an older one, and answers the same one
 *     again without doing it again
 * @param instanceType for {@link HostAction#RUN}, such as {@code c5.large}
 * @param resources for {@link HostAction#RUN}: what the instance takes of the host
 */
public record HostCommand(
        String host,
        String instance,
        long generation,
        HostAction action,
        @Nullable String instanceType,
        @Nullable Resources resources) {}
