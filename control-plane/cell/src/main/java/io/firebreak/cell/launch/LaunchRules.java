package io.firebreak.cell.launch;

import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.lifecycle.RecoveryPolicy;
import io.firebreak.cell.lifecycle.TagRules;
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
    /** As much of a value as a message shows. */
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
            throw Problem.invalid("maxCount", max, "minCount (%d) to %d".formatted(min, largestCount));
        }
        return new LaunchRequest(
                token,
                type,
                min,
                max,
                name("imageId", body.imageId())
                        .orElseThrow(() -> Problem.invalid("imageId", "missing", NAME.pattern())),
                name("zone", body.zone()),
                name("placementGroup", body.placementGroup()),
                recovery(body.recovery()),
                TagRules.check(body.tags() == null ? Map.of() : body.tags()),
                dedicated(body.tenancy()));
    }

    private String token(@Nullable String header, @Nullable String field) {
        if (header != null && field != null && !header.equals(field)) {
            throw Problem.invalid(
                    "clientToken", field, "the same as the Idempotency-Key '%s', or one of them".formatted(header));
        }
        String token = header != null ? header : field;
        if (token == null) {
            return HexFormat.of().toHexDigits(random.nextLong())
                    + HexFormat.of().toHexDigits(random.nextLong());
        }
        if (!TOKEN.matcher(token).matches()) {
            throw Problem.invalid("clientToken", token, "1 to 64 printable ASCII characters");
        }
        return token;
    }

    private InstanceType type(@Nullable String name) {
        return Optional.ofNullable(name)
                .flatMap(types::find)
                .orElseThrow(() -> Problem.of(
                                ErrorCode.UNKNOWN_INSTANCE_TYPE,
                                "instanceType is '%s'; GET /v1/instance-types lists what there is"
                                        .formatted(Problem.shown(Objects.requireNonNullElse(name, "missing"))))
                        .asException());
    }

    private int count(String field, int count) {
        if (count < 1 || count > largestCount) {
            throw Problem.invalid(field, count, "1 to " + largestCount);
        }
        return count;
    }

    private static Optional<String> name(String field, @Nullable String value) {
        if (value != null && !NAME.matcher(value).matches()) {
            throw Problem.invalid(field, value, NAME.pattern());
        }
        return Optional.ofNullable(value);
    }

    private static boolean dedicated(@Nullable String tenancy) {
        return switch (tenancy) {
            case null -> false;
            case "shared" -> false;
            case "dedicated" -> true;
            default -> throw Problem.invalid("tenancy", tenancy, "shared or dedicated");
        };
    }

    private static RecoveryPolicy recovery(@Nullable String value) {
        return value == null
                ? RecoveryPolicy.NONE
                : RecoveryPolicy.parse(value).orElseThrow(() -> Problem.invalid("recovery", value, "none or restart"));
    }
}
