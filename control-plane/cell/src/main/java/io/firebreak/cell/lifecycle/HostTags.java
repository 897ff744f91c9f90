package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.placement.HostId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives each tenant its own name for a host: a keyed hash, so that two tenants cannot find out that they share one. The
 * key is the cell's own and lives in its database; the first node that needs it draws it.
 */
@Component
class HostTags {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET = "host-tag";
    private static final int SECRET_BYTES = 32;
    /** 48 bits: a tenant would need millions of hosts to see two of them under one tag. */
    private static final int TAG_BYTES = 6;

    private final Supplier<SecretKey> key;

    HostTags(JdbcClient database, RandomGenerator random) {
        this.key = SingletonSupplier.of(() -> key(database, random));
    }

    private static SecretKey key(JdbcClient database, RandomGenerator random) {
        byte[] drawn = new byte[SECRET_BYTES];
        random.nextBytes(drawn);
        database.sql("insert into cell_secret (name, value) values (?, ?) on conflict (name) do nothing")
                .param(SECRET)
                .param(drawn)
                .update();
        byte[] secret = database.sql("select value from cell_secret where name = ?")
                .param(SECRET)
                .query(byte[].class)
                .single();
        return new SecretKeySpec(secret, ALGORITHM);
    }

    String tag(TenantId tenant, HostId host) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.get());
            byte[] hash = mac.doFinal((tenant.value() + '\n' + host.value()).getBytes(StandardCharsets.UTF_8));
            return "h-" + HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
