package io.firebreak.chaos.observe;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spans out of an {@code ExportTraceServiceRequest}. The numbers are those of {@code opentelemetry-proto},
 * {@code trace/v1/trace.proto}, {@code common/v1/common.proto} and {@code resource/v1/resource.proto}; its own classes need
 * another version of protobuf than a scheduler that is measured here.
 */
final class OtlpMessage {
    private static final HexFormat HEX = HexFormat.of();

    private OtlpMessage() {}

    static List<SeenSpan> spans(byte[] body) {
        return messages(read(ByteString.copyFrom(body)), 1)
                .flatMap(OtlpMessage::ofResource)
                .toList();
    }

    private static Stream<SeenSpan> ofResource(UnknownFieldSet resourceSpans) {
        String service = messages(resourceSpans, 1)
                .map(resource -> attributes(resource, 1))
                .map(named -> named.getOrDefault("service.name", "") + suffix(named.get("service.instance.id")))
                .findFirst()
                .orElse("");
        return messages(resourceSpans, 2)
                .flatMap(scopeSpans -> messages(scopeSpans, 2))
                .map(span -> span(service, span));
    }

    private static String suffix(@Nullable String instance) {
        return instance == null ? "" : " " + instance;
    }

    private static SeenSpan span(String service, UnknownFieldSet span) {
        return new SeenSpan(
                service,
                id(span, 1),
                id(span, 2),
                id(span, 4),
                text(span, 5),
                SeenSpan.Kind.numbered(number(span.getField(6).getVarintList())),
                number(span.getField(7).getFixed64List()),
                number(span.getField(8).getFixed64List()),
                attributes(span, 9),
                messages(span, 13).map(link -> id(link, 2)).toList());
    }

    private static Map<String, String> attributes(UnknownFieldSet owner, int field) {
        return messages(owner, field)
                .collect(Collectors.toMap(
                        pair -> text(pair, 1),
                        pair -> messages(pair, 2)
                                .map(OtlpMessage::value)
                                .findFirst()
                                .orElse("")));
    }

    /** A text, a truth or a whole number; nothing else is told. */
    private static String value(UnknownFieldSet any) {
        return any.hasField(1)
                ? text(any, 1)
                : String.valueOf(number(any.getField(any.hasField(2) ? 2 : 3).getVarintList()));
    }

    private static long number(List<Long> values) {
        return values.isEmpty() ? 0 : values.getFirst();
    }

    private static String id(UnknownFieldSet owner, int field) {
        return bytes(owner, field)
                .map(bytes -> HEX.formatHex(bytes.toByteArray()))
                .collect(Collectors.joining());
    }

    private static String text(UnknownFieldSet owner, int field) {
        return bytes(owner, field)
                .map(bytes -> new String(bytes.toByteArray(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static Stream<UnknownFieldSet> messages(UnknownFieldSet owner, int field) {
        return bytes(owner, field).map(OtlpMessage::read);
    }

    private static Stream<ByteString> bytes(UnknownFieldSet owner, int field) {
        return owner.getField(field).getLengthDelimitedList().stream();
    }

    private static UnknownFieldSet read(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("no message of OTLP", e);
        }
    }
}
