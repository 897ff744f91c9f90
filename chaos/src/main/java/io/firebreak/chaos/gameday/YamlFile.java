package io.firebreak.chaos.gameday;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A file as YAML nodes, which know their lines. Nothing is constructed from them, so tags have no power. */
final class YamlFile {
    /** Hundreds of times a long game day; what is larger is some other file. */
    private static final int MOST_BYTES = 256 * 1024;

    private YamlFile() {}

    /** @throws GameDayFileException when the text is empty or no YAML */
    static Node root(Path file, String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw refused(file + ":1: the file is empty; accepted: a game day");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw refused("%s:%d: not YAML: %s".formatted(file, line, e.getProblem()));
        } catch (YAMLException e) {
            throw refused("%s:1: not YAML: %s".formatted(file, oneLine(e)));
        }
    }

    /** @throws GameDayFileException when the file is missing, unreadable or no text */
    static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw refused("%s: there is no such file".formatted(file));
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw refused("%s: larger than %d bytes, so it is no game day".formatted(file, MOST_BYTES));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw refused("%s: not UTF-8 text".formatted(file));
        } catch (IOException e) {
            throw refused("%s: cannot be read: %s".formatted(file, oneLine(e)));
        }
    }

    private static GameDayFileException refused(String mistake) {
        return new GameDayFileException(List.of(mistake));
    }

    private static String oneLine(Exception cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
