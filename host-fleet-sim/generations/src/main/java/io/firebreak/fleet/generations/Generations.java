package io.firebreak.fleet.generations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All generations, oldest first and metal last, with the host, the work and the sources they share.
 *
 * @param host the host they are compared on
 * @param devices what is outside of virtualization
 * @param workload what the measured guest is asked
 * @param neighbours what its neighbours do
 * @param generations oldest first, metal last
 * @param sources publications by key
 */
public record Generations(
        HostShape host,
        Devices devices,
        Workload workload,
        NeighbourLoad neighbours,
        List<Generation> generations,
        Map<String, Source> sources) {
    /** The name of the generation the others are shares of. */
    public static final String METAL = "metal";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public Generations {
        if (generations.isEmpty() || !generations.getLast().generation().equals(METAL)) {
            throw new IllegalArgumentException("the last generation must be " + METAL);
        }
        List<String> cited = Stream.of(
                        host.parameters().stream(),
                        devices.parameters().stream(),
                        generations.stream().flatMap(generation -> generation.parameters().stream()))
                .flatMap(parameters -> parameters)
                .map(Parameter::source)
                .filter(source -> !source.equals(Parameter.CHOSEN))
                .toList();
        Stream.concat(cited.stream(), generations.stream().flatMap(generation -> generation.reproduces().stream()))
                .filter(key -> !sources.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("no source is called '" + key + "'");
                });
    }

    /** The generations this project knows. */
    public static Generations known() {
        try (InputStream file = Objects.requireNonNull(
                Generations.class.getResourceAsStream("generations.yaml"), "generations.yaml is not packaged")) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Generations read(String yaml) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return MAPPER.convertValue(tree, Generations.class);
    }

    /** The generation of this name. */
    public Generation named(String name) {
        return generations.stream()
                .filter(generation -> generation.generation().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no generation is called '" + name + "'"));
    }

    /** The same host, devices and neighbours under other work. */
    public Generations under(Workload other) {
        return new Generations(host, devices, other, neighbours, generations, sources);
    }

    /** The publications behind a generation: those its figures are from and those it is held against, each once. */
    public List<Source> sourcesOf(Generation generation) {
        return Stream.concat(
                        generation.reproduces().stream(),
                        generation.parameters().stream().map(Parameter::source))
                .distinct()
                .filter(sources::containsKey)
                .map(key -> Objects.requireNonNull(sources.get(key)))
                .toList();
    }
}
