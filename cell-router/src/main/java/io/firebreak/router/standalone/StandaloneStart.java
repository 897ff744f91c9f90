package io.firebreak.router.standalone;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What comes before the application: a file with mistakes is answered with them alone, not with a trace of the start. */
public final class StandaloneStart {
    private static final int DONE = 0;
    private static final int BAD_INPUT = 2;

    private StandaloneStart() {}

    /** The exit code when there is nothing to start: the file has mistakes, or was only to be checked. */
    public static OptionalInt before(String[] arguments, PrintStream out, PrintStream err) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        String file = environment.getProperty(StandaloneEnvironment.FILE);
        boolean check = "true".equals(environment.getProperty("firebreak.router.standalone.check"));
        if (file == null) {
            return OptionalInt.empty();
        }
        try {
            StandaloneConfig config = StandaloneFile.read(Path.of(file)).config();
            if (!check) {
                return OptionalInt.empty();
            }
            out.printf(
                    "%s: %d cells, tenants named: %d, all others: %s%n",
                    file,
                    config.cells().size(),
                    config.named().size(),
                    config.assign().map(it -> it.summary(config.cells().size())).orElse("unknown"));
            return OptionalInt.of(DONE);
        } catch (StandaloneFileException mistakes) {
            err.println(mistakes.mistakes());
            return OptionalInt.of(BAD_INPUT);
        }
    }
}
