package io.firebreak.router.tenancy;

import io.firebreak.assigner.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which a text from a request is routed, logged and counted. A text that is a tenant's name is one; any other
 * is named by its hash, so that all texts have a shard and no long or odd one gets anywhere.
 */
public final class TenantName {
    /** Longer than any e-mail address or UUID, short enough to be hashed for every request. */
    static final int LONGEST = 256;
    /** Of the 64 hex digits of SHA-256: 144 bits, so no two texts meet by chance or by effort. */
    private static final int DIGITS = 36;

    private TenantName() {}

    static Reading of(String text) {
        if (text.isEmpty()) {
            return new Reading.Nothing();
        }
        if (text.length() > LONGEST) {
            return new Reading.Unclear("A tenant's name has at most %d characters".formatted(LONGEST));
        }
        return new Reading.Named(TenantId.isValid(text) ? new TenantId(text) : hashed("h-", text));
    }

    /** A secret's, which must not be told from its name. */
    static TenantId ofSecret(String digest) {
        return new TenantId("key-" + digest.substring(0, DIGITS));
    }

    private static TenantId hashed(String prefix, String text) {
        return new TenantId(prefix + sha256(text).substring(0, DIGITS));
    }

    /** Of the text in UTF-8, as 64 hex digits. */
    public static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
