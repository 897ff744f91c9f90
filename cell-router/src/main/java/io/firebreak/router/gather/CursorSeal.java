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
 * up, and neither is one tenant's anything to another, nor one list's to another list. All routers of a region have the same secret, so any of them opens what
 * another has sealed.
 */
public final class CursorSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;

    /** With the region's internal secret. */
    public CursorSeal(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String seal(ListCursor cursor, ListShape list, TenantId tenant) {
        byte[] text = cursor.toText().getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(signature(text, list, tenant), SIGNATURE_BYTES + text.length);
        System.arraycopy(text, 0, all, SIGNATURE_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** The cursor; nothing when it was not sealed with this secret for this list and tenant. */
    Optional<ListCursor> open(String sealed, ListShape list, TenantId tenant) {
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
        return MessageDigest.isEqual(given, signature(text, list, tenant))
                ? ListCursor.parse(new String(text, StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private byte[] signature(byte[] text, ListShape list, TenantId tenant) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((list.sealPurpose() + tenant.value() + "\n").getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(text), SIGNATURE_BYTES);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, absent);
        }
    }
}
