package io.firebreak.chaos.cli;

import io.firebreak.chaos.certificate.CertificateAuthority;
import io.firebreak.chaos.certificate.IdentityFolder;
import io.firebreak.identity.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an authority and certificates for processes that are not started by {@code up}. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new authority and certificates of it, a directory for each: tls.crt, tls.key and ca.crt in PEM.",
            "The authority's key is not kept: certificates for more processes are a new authority for all."
        })
@SuppressWarnings("NullAway.Init")
public final class CertificatesCommand implements Callable<Integer> {
    private static final Pattern FOR = Pattern.compile("([^=@]+)(?:@([^=]+))?(?:=(.+))?");
    private static final List<String> HERE = List.of("127.0.0.1", "localhost");
    private static final int MOST_DAYS = 825;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the directories are made.")
    private Path out;

    @Option(
            names = "--for",
            arity = "1..*",
            paramLabel = "ROLE/NAME[@FOLDER][=HOST,…]",
            required = true,
            description = {
                "For whom: router, cell, fleet, directory or operator, and a name; a cell's fleet is named as the cell.",
                "FOLDER is the directory's name, by default ROLE-NAME; HOST what it is called by, besides localhost."
            })
    private List<String> names;

    @Option(names = "--days", paramLabel = "N", description = "How long they are valid, 1 to 825; default: 90.")
    private int days = 90;

    @Mixin
    private Output output;

    private record Wanted(ServiceName name, String folder, List<String> hosts) {}

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new BadInputException("--days is %d: it must be 1 to %d".formatted(days, MOST_DAYS));
        }
        List<Wanted> all = names.stream().map(CertificatesCommand::wanted).toList();
        for (Wanted one : all) {
            if (Files.exists(out.resolve(one.folder()))) {
                throw new BadInputException(
                        "--out has '%s' already: choose an empty directory".formatted(one.folder()));
            }
        }
        Duration life = Duration.ofDays(days);
        CertificateAuthority authority = CertificateAuthority.create(life, InstantSource.system(), new SecureRandom());
        Map<String, String> made = new LinkedHashMap<>();
        for (Wanted one : all) {
            IdentityFolder folder = new IdentityFolder(out.resolve(one.folder()));
            folder.write(authority.issue(one.name(), one.hosts(), life));
            folder.trust(List.of(authority.pem()));
            made.put(one.name().uri(), folder.directory().toString());
        }
        output.result(
                Map.of("certificates", made), text -> made.forEach((uri, path) -> text.printf("%s: %s%n", uri, path)));
        return ExitCode.DONE;
    }

    private static Wanted wanted(String text) {
        Matcher parts = FOR.matcher(text);
        ServiceName name = parts.matches() ? ServiceName.of(parts.group(1)).orElse(null) : null;
        if (name == null) {
            throw new BadInputException(
                    "--for is '%s': it must be ROLE/NAME[@FOLDER][=HOST,…] such as cell/cell-3=cell-3-node-1"
                            .formatted(text));
        }
        String folder = parts.group(2) == null ? name.toString().replace('/', '-') : parts.group(2);
        if (!folder.matches("[A-Za-z0-9-]{1,80}")) {
            throw new BadInputException("--for has the folder '%s': use letters, digits and -".formatted(folder));
        }
        List<String> hosts = new ArrayList<>(HERE);
        if (parts.group(3) != null) {
            hosts.addAll(List.of(parts.group(3).split(",")));
        }
        return new Wanted(name, folder, List.copyOf(hosts));
    }
}
