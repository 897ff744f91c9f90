package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.LocalRegion;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives every process of the running region a new certificate, which it takes without a restart. */
@Command(
        name = "rotate-certificates",
        mixinStandardHelpOptions = true,
        description = {
            "Gives every process of the running region a new certificate, which it takes while it runs.",
            "The supervisor does so by itself every 12 hours."
        })
@SuppressWarnings("NullAway.Init")
public final class RotateCertificatesCommand implements Callable<Integer> {
    @Mixin
    private Home home;

    @Option(
            names = "--authority",
            description = "Also changes the authority; then what the earlier one signed is refused.")
    private boolean authority;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        LocalRegion region = home.attach();
        if (region.file().ca() == null) {
            throw new BadInputException(
                    "the region has no certificates: './firebreak up --secure-services' or '--tls' makes them");
        }
        region.rotateCertificates(authority);
        output.result(
                Map.of("rotated", true, "authority", authority),
                out -> out.println(
                        authority
                                ? "Every process has a certificate of the new authority, and trusts no other."
                                : "Every process has a new certificate."));
        return ExitCode.DONE;
    }
}
