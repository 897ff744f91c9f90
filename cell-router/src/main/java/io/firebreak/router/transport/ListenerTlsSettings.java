package io.firebreak.router.transport;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;

/**
 * The files of the API port's certificate, in PEM; without them the port speaks plain HTTP.
 *
 * @param certificate the router's own first, then those up to the authority
 * @param key PKCS #8, without a password
 */
public record ListenerTlsSettings(
        @NotNull(message = "is missing beside key") Path certificate,
        @NotNull(message = "is missing beside certificate") Path key) {}
