package io.firebreak.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where key and certificates lie, all in PEM.
 *
 * @param certificate this side's certificate first, then those between it and the authority
 * @param key its private key, PKCS #8 without a password, for its owner's eyes only
 * @param authorities whom this side trusts; null where only the other side checks
 */
public record IdentityFiles(
        Path certificate, Path key, @Nullable Path authorities) {
    /** The names in a secret of type {@code kubernetes.io/tls}, with cert-manager's for the authority. */
    public static final String CERTIFICATE = "tls.crt";

    public static final String KEY = "tls.key";
    public static final String AUTHORITIES = "ca.crt";

    /** A process's own directory with all three. */
    public static IdentityFiles in(Path directory) {
        return new IdentityFiles(
                directory.resolve(CERTIFICATE), directory.resolve(KEY), directory.resolve(AUTHORITIES));
    }

    /** Something that is not the same any more once one of the files was written again. */
    List<Object> stamp() throws IOException {
        List<Object> stamp = new ArrayList<>();
        for (Path file : authorities == null ? List.of(certificate, key) : List.of(certificate, key, authorities)) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            stamp.add(now.lastModifiedTime());
            stamp.add(now.size());
            stamp.add(Objects.requireNonNullElse(now.fileKey(), ""));
        }
        return stamp;
    }
}
