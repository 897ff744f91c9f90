package io.firebreak.directory.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A secret callers must present. Kept as its digest, and digests are compared in constant time: neither the time nor the
 * memory of a comparison tells how much of a guess was right, or how long the secret is.
 */
public final class BearerSecret {
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    public BearerSecret(String secret) {
        this(digest(secret));
    }

    private BearerSecret(byte[] digest) {
        this.digest = digest;
    }

    /** A secret of which only the SHA-256 is known, 64 hex digits. */
    public static BearerSecret ofHash(String hex) {
        return new BearerSecret(HexFormat.of().parseHex(hex));
    }

    /** @param authorization the header as it came, or null when there was none */
    boolean isPresentedBy(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(digest, digest(authorization.substring(SCHEME.length())));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
