package io.firebreak.chaos.install;

import io.firebreak.chaos.database.DatabaseSoftware;
import io.firebreak.chaos.network.NetworkProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A built checkout of this repository.
 *
 * @param root the directory of the {@code firebreak} script
 */
public record Installation(Path root) {
    /** Set by the {@code firebreak} script. */
    private static final String ROOT_PROPERTY = "firebreak.root";

    /** For some thousand connections that were given up while nothing passed, and as much beside the heap for what they hold. */
    private static final int NETWORK_HEAP_MIB = 96;

    private static final String GATEWAY_FOLDER = "chaos/gateway-peer";
    private static final String GATEWAY_ARTIFACT = "firebreak-gateway-peer-";

    /**
     * Measured over the start of these applications on two cores: the first compiler alone takes half the CPU time of
     * both, and an archive can be used only with the same access flags it was made with.
     */
    private static final List<String> FAST_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    /**
     * The bean definitions made by the build (its {@code process-aot}), with the fault hooks a local region needs: without
     * looking for them a start takes 40 % less CPU time.
     */
    private static final String BEANS_OF_THE_BUILD = "spring.aot.enabled=true";

    /** The checkout the script named, else the one the working directory lies in. */
    public static Installation locate() {
        String named = System.getProperty(ROOT_PROPERTY);
        if (named != null) {
            return new Installation(Path.of(named));
        }
        Path working = Path.of("").toAbsolutePath();
        for (Path candidate = working; candidate != null; candidate = candidate.getParent()) {
            if (Files.isRegularFile(candidate.resolve(App.ROUTER.folder()).resolve("pom.xml"))) {
                return new Installation(candidate);
            }
        }
        throw new IllegalStateException("%s lies in no checkout of Firebreak: start it with ./firebreak or set -D%s"
                .formatted(working, ROOT_PROPERTY));
    }

    /** The programs of PostgreSQL, unpacked at first use. */
    public DatabaseSoftware databases() {
        return DatabaseSoftware.in(target("chaos").resolve("postgresql"));
    }

    /** Where things may be put that a build would make again. */
    public Path scratch() {
        return target("chaos");
    }

    /** The jar of the {@code firebreak} command, with its class path in the manifest. */
    private Path commandJar() {
        return newest(target("chaos"), "firebreak-chaos-", ".jar");
    }

    /** The {@code java} of the JDK that runs this. */
    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Which applications have no archive for this build and this JDK, and so start slowly. */
    public List<App> untrained() {
        return Arrays.stream(App.values()).filter(app -> archive(app).isEmpty()).toList();
    }

    /**
     * The command that runs an application.
     *
     * @param properties system properties, {@code name=value}; never a secret, since every user sees a command line
     */
    public List<String> command(App app, Archive archive, List<String> properties) {
        List<String> command = new ArrayList<>(FAST_START);
        command.addFirst(java());
        command.addAll(List.of(
                "-Xms" + app.heapMiB() + "m",
                "-Xmx" + app.heapMiB() + "m",
                "-Xmn" + app.youngMiB() + "m",
                "-XX:MetaspaceSize=96m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-D" + BEANS_OF_THE_BUILD));
        switch (archive) {
            case USED -> archive(app).ifPresent(file -> command.addAll(using(file)));
            case WRITTEN -> command.add("-XX:AOTCacheOutput=" + writtenArchive(app));
        }
        properties.forEach(property -> command.add("-D" + property));
        command.addAll(List.of("-jar", startableJar(app).toString()));
        return command;
    }

    /** The command that runs an application as one would where it has machine and time: both compilers, a larger heap. */
    public List<String> serverCommand(App app, int heapMiB) {
        List<String> command = new ArrayList<>(server(heapMiB));
        command.addAll(List.of("-D" + BEANS_OF_THE_BUILD, "-jar", packedJar(app).toString()));
        return command;
    }

    /**
     * The command that runs Spring Cloud Gateway, which the router is measured beside, on a heap like the router's.
     *
     * @param properties system properties, {@code name=value}
     */
    public List<String> gatewayCommand(int heapMiB, List<String> properties) {
        List<String> command = new ArrayList<>(server(heapMiB));
        properties.forEach(property -> command.add("-D" + property));
        command.addAll(List.of(
                "-jar",
                newest(target(GATEWAY_FOLDER), GATEWAY_ARTIFACT, "-exec.jar").toString()));
        return command;
    }

    /** The command that runs a class of the {@code firebreak} command as a process of its own. */
    public List<String> programCommand(Class<?> main, int heapMiB, List<String> arguments) {
        List<String> command = new ArrayList<>(server(heapMiB));
        command.addAll(List.of("-cp", commandJar().toString(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /**
     * The command that runs the proxy of a region's network.
     *
     * @param properties system properties, {@code name=value}; never a secret
     */
    public List<String> networkCommand(List<String> properties) {
        List<String> command = new ArrayList<>(FAST_START);
        command.addFirst(java());
        command.addAll(List.of("-Xmx" + NETWORK_HEAP_MIB + "m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError"));
        properties.forEach(property -> command.add("-D" + property));
        command.addAll(List.of("-cp", commandJar().toString(), NetworkProcess.class.getName()));
        return command;
    }

    private static List<String> server(int heapMiB) {
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Xms" + heapMiB + "m",
                "-Xmx" + heapMiB + "m",
                "-Xmn" + heapMiB / 2 + "m");
    }

    /** A Java program that starts fast and stays small, up to the arguments of the {@code firebreak} command. */
    public List<String> ownCommand(String property) {
        List<String> command = new ArrayList<>(FAST_START);
        command.addFirst(java());
        Path archive = target("chaos").resolve("command.aot");
        if (Files.exists(archive)) {
            command.addAll(using(archive));
        }
        command.addAll(List.of(
                "-Xmx192m",
                "-D" + property,
                "-D" + ROOT_PROPERTY + "=" + root,
                "-jar",
                commandJar().toString()));
        return command;
    }

    /** An archive that does not fit is passed over in silence: it makes a start faster and nothing else. */
    private static List<String> using(Path archive) {
        return List.of("-XX:AOTCache=" + archive, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /** Unpacks an application's jar, since an archive can be made for plain jars only; does nothing when that is done. */
    public void unpack(App app) throws IOException, InterruptedException {
        unpacked(app).renew(packedJar(app), java());
    }

    private Path startableJar(App app) {
        return unpacked(app).jar(packedJar(app)).orElseGet(() -> packedJar(app));
    }

    private Path packedJar(App app) {
        return newest(target(app.folder()), app.artifact() + "-", "-exec.jar");
    }

    private Optional<Path> archive(App app) {
        Path file = archiveFile(app);
        return unpacked(app)
                .jar(packedJar(app))
                .filter(jar -> Files.exists(file))
                .map(jar -> file);
    }

    /**
     * Takes the archive a JVM has written into use, if it was written whole: a JVM that is killed leaves an empty one.
     */
    public void acceptArchive(App app) throws IOException {
        Path written = writtenArchive(app);
        if (Files.exists(written) && Files.size(written) > 0) {
            Files.move(written, archiveFile(app), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** An archive fits one build of the JDK only, so its version is in the name. */
    private Path archiveFile(App app) {
        return unpacked(app).directory().resolve("%s-jdk-%s.aot".formatted(app.artifact(), Runtime.version()));
    }

    private Path writtenArchive(App app) {
        return unpacked(app).directory().resolve(app.artifact() + "-written.aot");
    }

    private UnpackedJar unpacked(App app) {
        return new UnpackedJar(target(app.folder()).resolve("unpacked"));
    }

    private Path target(String folder) {
        return root.resolve(folder).resolve("target");
    }

    private static Path newest(Path directory, String start, String end) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start))
                    .filter(file -> file.getFileName().toString().endsWith(end))
                    .max(Comparator.comparingLong(Installation::modified))
                    .orElseThrow(() -> notBuilt(directory, start, end));
        } catch (IOException e) {
            throw notBuilt(directory, start, end);
        }
    }

    private static IllegalStateException notBuilt(Path directory, String start, String end) {
        return new IllegalStateException(
                "%s has no %s*%s: build first, with ./firebreak or mvn package".formatted(directory, start, end));
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
