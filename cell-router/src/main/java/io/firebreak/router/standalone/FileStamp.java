package io.firebreak.router.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from the next without reading it.
 *
 * @param key the inode where there is one: a file that was moved here may be as old and as long as the one before
 */
record FileStamp(FileTime modified, long size, @Nullable Object key) {
    /** Nothing when there is no file, or it cannot be looked at. Links are followed, as mounted configuration has them. */
    static Optional<FileStamp> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileStamp(
                    Objects.requireNonNull(attributes.lastModifiedTime()), attributes.size(), attributes.fileKey()));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
