package io.firebreak.directory.tenants;

/** Where the secret part of new keys comes from: 20 to 64 characters of {@code A-Z}, {@code a-z}, {@code 0-9}, unguessable. */
@FunctionalInterface
public interface SecretSource {
    String next();
}
