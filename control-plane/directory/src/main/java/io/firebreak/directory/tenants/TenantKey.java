package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A tenant's key, {@code fbk_<tenant>_<secret>}. It is handed out once; only its hash is kept. */
public record TenantKey(String value) {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{20,64}");

    static TenantKey of(TenantId tenant, String secret) {
        return new TenantKey(prefix(tenant) + secret);
    }

    static boolean isValid(TenantId tenant, String key) {
        String prefix = prefix(tenant);
        return key.startsWith(prefix)
                && SECRET.matcher(key.substring(prefix.length())).matches();
    }

    /** SHA-256 of the whole key in hex. A secret of 20 random characters needs no slow hash. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String prefix(TenantId tenant) {
        return "fbk_%s_".formatted(tenant);
    }

    @Override
    public String toString() {
        return "TenantKey[…]";
    }
}
