package io.firebreak.router.standalone;

import io.firebreak.router.tenancy.TenantName;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A file as it was read once.
 *
 * @param digest the first digits of its SHA-256, by which people compare what two routers have
 */
record StandaloneFile(StandaloneConfig config, String digest) {
    /** About 100,000 named tenants, whose nodes take some 100 MB while they are read. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int DIGEST_DIGITS = 12;

    /**
     * Reads and checks the file.
     *
     * @throws StandaloneFileException with every mistake in it
     */
    static StandaloneFile read(Path file) {
        String text = text(file);
        return new StandaloneFile(
                new StandaloneReader(new Mistakes(file.toString())).read(root(file, text)),
                TenantName.sha256(text).substring(0, DIGEST_DIGITS));
    }

    /** Nothing is constructed from the nodes, so tags have no power. */
    private static Node root(Path file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new StandaloneFileException(
                        "%s:1: the file is empty; accepted: cells, tenants and assign".formatted(file));
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new StandaloneFileException("%s:%d: not YAML: %s".formatted(file, line, e.getProblem()));
        } catch (YAMLException e) {
            throw new StandaloneFileException("%s:1: not YAML: %s".formatted(file, oneLine(e)));
        }
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StandaloneFileException("%s: there is no such file".formatted(file));
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new StandaloneFileException("%s: larger than %d bytes".formatted(file, MOST_BYTES));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new StandaloneFileException("%s: not UTF-8 text".formatted(file));
        } catch (IOException e) {
            throw new StandaloneFileException("%s: cannot be read: %s".formatted(file, oneLine(e)));
        }
    }

    private static String oneLine(Exception cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
