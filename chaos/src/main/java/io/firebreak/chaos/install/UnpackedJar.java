package io.firebreak.chaos.install;

import io.firebreak.chaos.database.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An application's executable jar, unpacked into a jar of its own classes and a directory of its libraries. A note says
 * which jar it was: by size and time for a quick look, by content so that a build which changed nothing keeps it.
 */
record UnpackedJar(Path directory) {

    /** The jar to start, when what is unpacked is this packed jar. */
    Optional<Path> jar(Path packed) {
        List<String> note = note();
        return note.size() == 2 && note.getFirst().equals(stamp(packed))
                ? Optional.of(directory.resolve(packed.getFileName()))
                : Optional.empty();
    }

    /** Unpacks this jar unless that is what stands here. */
    void renew(Path packed, String java) throws IOException, InterruptedException {
        String content = sha256(packed);
        List<String> note = note();
        if (note.size() != 2 || !note.getLast().equals(content)) {
            Directories.delete(directory);
            extract(packed, java);
        }
        Files.write(noteFile(), List.of(stamp(packed), content));
    }

    private void extract(Path packed, String java) throws IOException, InterruptedException {
        Process extraction = new ProcessBuilder(
                        java,
                        "-Djarmode=tools",
                        "-jar",
                        packed.toString(),
                        "extract",
                        "--destination",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (extraction.waitFor() != 0) {
            throw new IOException(
                    "%s could not be unpacked into %s: exit %d".formatted(packed, directory, extraction.exitValue()));
        }
    }

    private List<String> note() {
        try {
            return Files.exists(noteFile()) ? Files.readAllLines(noteFile()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path noteFile() {
        return directory.resolve("unpacked-from");
    }

    /** The time of the last change of the file's record: the build sets its time of modification to a fixed one. */
    private static String stamp(Path packed) {
        try {
            return "%d bytes, changed %s".formatted(Files.size(packed), Files.getAttribute(packed, "unix:ctime"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
