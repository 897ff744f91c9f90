package io.firebreak.chaos.certificate;

import io.firebreak.identity.IdentityFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The directory of one process with its three files, written so that only its owner can read them, each whole or not at all. */
public record IdentityFolder(Path directory) {
    /** Writes certificate and key. A process that looks between the two finds that they do not fit, and looks again. */
    public void write(Issued issued) {
        IdentityFiles files = IdentityFiles.in(directory);
        write(files.key(), issued.keyPem());
        write(files.certificate(), issued.certificatePem());
    }

    /** Writes whom the process is to trust. */
    public void trust(List<String> authorities) {
        write(directory.resolve(IdentityFiles.AUTHORITIES), String.join("", authorities));
    }

    private void write(Path file, String pem) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path attempt = Files.createTempFile(
                    directory,
                    file.getFileName().toString(),
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(attempt, pem, StandardCharsets.US_ASCII);
            Files.move(attempt, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }
}
