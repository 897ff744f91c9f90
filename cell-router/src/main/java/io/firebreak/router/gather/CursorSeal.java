package io.firebreak.router.gather;

import io.firebreak.assigner.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs cursors (HMAC-SHA256, of which 16 bytes are kept), so that a client can neither read meaning into one nor make one
 * up, and one tenant's is nothing to another. All routers of a region have the same secret, so any of them opens what
 * another has sealed.
 */
public final class CursorSeal {
    private static final String ALGORITHM = "HmacSHA256";
    /** Keeps signatures of cursors apart from whatever else the secret is used for. */
    private static final String PURPOSE = "firebreak list cursor 1\n";

    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;

    /** With the region's internal secret. */
    public CursorSeal(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String seal(ListCursor cursor, TenantId tenant) {
        byte[] text = cursor.toText().getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(signature(text, tenant), SIGNATURE_BYTES + text.length);
        System.arraycopy(text, 0, all, SIGNATURE_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** The cursor; nothing when it was not sealed with this secret for this tenant. */
    Optional<ListCursor> open(String sealed, TenantId tenant) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        if (all.length <= SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOfRange(all, SIGNATURE_BYTES, all.length);
        byte[] given = Arrays.copyOf(all, SIGNATURE_BYTES);
        return MessageDigest.isEqual(given, signature(text, tenant))
                ? ListCursor.parse(new String(text, StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private byte[] signature(byte[] text, TenantId tenant) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((PURPOSE + tenant.value() + "\n").getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(text), SIGNATURE_BYTES);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, absent);
        }
    }
}
