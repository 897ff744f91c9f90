package io.firebreak.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the documents to the repository: links lead somewhere, and every test a promise names is there. */
class DocumentsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT))`");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://")) {
                    assertThat(page.resolveSibling(target).normalize())
                            .as("link in %s", ROOT.relativize(page))
                            .exists();
                }
            }
        }
    }

    @Test
    void everyTestAPromiseOrABoundaryNamesExists() throws IOException {
        Set<String> tests = filesUnder(ROOT, "Test.java", "IT.java").stream()
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        for (String page : List.of("docs/specification.md", "docs/threat-model.md")) {
            Matcher named = TEST.matcher(Files.readString(ROOT.resolve(page)));
            int found = 0;
            while (named.find()) {
                assertThat(tests).as("tests named in %s", page).contains(named.group(1));
                found++;
            }
            assertThat(found).as("tests named in %s", page).isGreaterThan(8);
        }
    }

    @Test
    void everyModuleStandsInTheArchitecture() throws IOException {
        String architecture = Files.readString(ROOT.resolve("docs/architecture.md"));
        Matcher module = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (module.find()) {
            assertThat(architecture).contains(module.group(1));
        }
    }

    private static List<Path> pages() throws IOException {
        return filesUnder(ROOT, ".md");
    }

    private static List<Path> filesUnder(Path folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/.git/"))
                    .toList();
        }
    }
}
