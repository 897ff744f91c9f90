package io.firebreak.cell.launch;

import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.settings.CellSettings;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a launch must look like. Every refusal names field, value and what is accepted. */
@Component
class LaunchRules {
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    /** EC2's limits for one resource's tags, and fewer of them: they are copied into each instance of the launch. */
    private static final int MOST_TAGS = 20;

    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;

    private final InstanceTypes types;
    private final RandomGenerator random;
    private final int largestCount;

    LaunchRules(InstanceTypes types, RandomGenerator random, CellSettings settings) {
        this.types = types;
        this.random = random;
        this.largestCount = settings.launch().largestCount();
    }

    /** @param header the {@code Idempotency-Key}, if there is one */
    LaunchRequest check(LaunchBody body, @Nullable String header) {
        String token = token(header, body.clientToken());
        InstanceType type = type(body.instanceType());
        int min = count("minCount", body.minCount() == null ? 1 : body.minCount());
        int max = count("maxCount", body.maxCount() == null ? min : body.maxCount());
        if (max < min) {
            throw invalid("maxCount", max, "minCount (%d) to %d".formatted(min, largestCount));
        }
        return new LaunchRequest(
                token,
                type,
                min,
                max,
                name("imageId", body.imageId()).orElseThrow(() -> invalid("imageId", "missing", NAME.pattern())),
                name("zone", body.zone()),
                name("placementGroup", body.placementGroup()),
                tags(body.tags() == null ? Map.of() : body.tags()),
                dedicated(body.tenancy()));
    }

    private String token(@Nullable String header, @Nullable String field) {
        if (header != null && field != null && !header.equals(field)) {
            throw invalid(
                    "clientToken", field, "the same as the Idempotency-Key '%s', or one of them".formatted(header));
        }
        String token = header != null ? header : field;
        if (token == null) {
            return HexFormat.of().toHexDigits(random.nextLong())
                    + HexFormat.of().toHexDigits(random.nextLong());
        }
        if (!TOKEN.matcher(token).matches()) {
            throw invalid("clientToken", token, "1 to 64 printable ASCII characters");
        }
        return token;
    }

    private InstanceType type(@Nullable String name) {
        return Optional.ofNullable(name)
                .flatMap(types::find)
                .orElseThrow(() -> Problem.of(
                                ErrorCode.UNKNOWN_INSTANCE_TYPE,
                                "instanceType is '%s'; GET /v1/instance-types lists what there is"
                                        .formatted(shown(Objects.requireNonNullElse(name, "missing"))))
                        .asException());
    }

    private int count(String field, int count) {
        if (count < 1 || count > largestCount) {
            throw invalid(field, count, "1 to " + largestCount);
        }
        return count;
    }

    private static Optional<String> name(String field, @Nullable String value) {
        if (value != null && !NAME.matcher(value).matches()) {
            throw invalid(field, value, NAME.pattern());
        }
        return Optional.ofNullable(value);
    }

    private static boolean dedicated(@Nullable String tenancy) {
        return switch (tenancy) {
            case null -> false;
            case "shared" -> false;
            case "dedicated" -> true;
            default -> throw invalid("tenancy", tenancy, "shared or dedicated");
        };
    }

    private static Map<String, String> tags(Map<String, @Nullable String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw invalid("tags", tags.size() + " tags", "at most " + MOST_TAGS);
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_TAG_KEY || key.indexOf('\0') >= 0) {
                throw invalid("tags", key, "keys of 1 to %d characters".formatted(LONGEST_TAG_KEY));
            }
            if (value == null || value.length() > LONGEST_TAG_VALUE || value.indexOf('\0') >= 0) {
                throw invalid("tags." + key, String.valueOf(value), "a text of at most " + LONGEST_TAG_VALUE);
            }
        });
        return Map.copyOf(tags);
    }

    private static ProblemException invalid(String field, Object value, String accepted) {
        return Problem.of(
                        ErrorCode.INVALID_PARAMETER,
                        "%s is '%s'; accepted is %s".formatted(field, shown(value.toString()), accepted))
                .asException();
    }

    /** A value as it may stand in a message: not longer than the message itself. */
    private static String shown(String value) {
        return value.length() <= LONGEST_TAG_KEY ? value : value.substring(0, LONGEST_TAG_KEY) + "…";
    }
}
