package io.firebreak.identity.tomcat;

import io.firebreak.identity.ServiceName;
import java.util.function.Predicate;

/** Who gets past the handshake of an app; which of its paths each may call, the app decides when it sees the path. */
@FunctionalInterface
public interface AcceptedCallers extends Predicate<ServiceName> {}
