package io.firebreak.directory.access;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who makes a request under {@code /admin}. It stands in the request from the check of its key on; a handler takes it as an
 * argument annotated with {@code @RequestAttribute}.
 *
 * @param name of the key
 * @param role of the key
 * @param remoteAddress where the connection came from
 */
public record Actor(String name, Role role, String remoteAddress) {
    /** The attribute of the request. */
    public static final String ATTRIBUTE = "io.firebreak.directory.actor";

    /** Who makes a request; nothing outside {@code /admin} and before the key was checked. */
    public static Optional<Actor> of(HttpServletRequest request) {
        return Optional.ofNullable((Actor) request.getAttribute(ATTRIBUTE));
    }

    /** Refuses what is not within the role. */
    public void require(Role needed) {
        if (!role.includes(needed)) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "the key '%s' has the role %s; this needs the role %s"
                            .formatted(name, role.wireName(), needed.wireName()));
        }
    }
}
