package io.firebreak.cell.openapi;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problems;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Completes the description of each call with its examples, the headers of its answers, and the problems it may answer. */
@Component
class OperationDetails implements OperationCustomizer {
    /** What any call may answer; {@code WRONG_EPOCH} is for routers, who act on it themselves. */
    private static final List<ErrorCode> ANY_CALL = List.of(
            ErrorCode.UNAUTHENTICATED,
            ErrorCode.INVALID_PARAMETER,
            ErrorCode.REQUEST_LIMIT_EXCEEDED,
            ErrorCode.TENANT_QUEUE_FULL,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.EPOCH_AHEAD,
            ErrorCode.OVERLOADED,
            ErrorCode.DEADLINE_EXCEEDED,
            ErrorCode.UNAVAILABLE);

    private static final List<ErrorCode> ANY_CALL_WITH_A_BODY =
            List.of(ErrorCode.MALFORMED_JSON, ErrorCode.BODY_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE);

    private final Examples examples;

    OperationDetails(Examples examples) {
        this.examples = examples;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        String id = operation.getOperationId();
        ApiResponses responses = operation.getResponses();
        responses.values().forEach(OperationDetails::nameHeaders);
        responses.values().stream()
                .map(ApiResponse::getContent)
                .forEach(content -> examples.response(id).ifPresent(set(content)));
        if (operation.getRequestBody() != null) {
            examples.request(id).ifPresent(set(operation.getRequestBody().getContent()));
        }
        problems(operation, handler).forEach((status, codes) -> responses.addApiResponse(status, refusal(codes)));
        return operation;
    }

    private static Consumer<Object> set(Content content) {
        return example -> content.values().forEach(media -> media.setExample(example));
    }

    private static Map<String, List<ErrorCode>> problems(Operation operation, HandlerMethod handler) {
        Problems own = handler.getMethodAnnotation(Problems.class);
        return Stream.of(
                        ANY_CALL.stream(),
                        operation.getRequestBody() == null ? Stream.<ErrorCode>empty() : ANY_CALL_WITH_A_BODY.stream(),
                        own == null ? Stream.<ErrorCode>empty() : Stream.of(own.value()))
                .flatMap(codes -> codes)
                .distinct()
                .sorted()
                .collect(Collectors.groupingBy(
                        code -> Integer.toString(code.status().value()), TreeMap::new, Collectors.toList()));
    }

    private ApiResponse refusal(List<ErrorCode> codes) {
        MediaType media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + ApiDescription.PROBLEM));
        codes.forEach(code -> media.addExamples(
                code.name(), new Example().summary(code.title()).value(examples.problem(code))));
        ApiResponse response = new ApiResponse()
                .description(codes.stream()
                        .map(code -> "`%s`: %s".formatted(code, code.title()))
                        .collect(Collectors.joining("; ")))
                .content(new Content().addMediaType("application/problem+json", media));
        nameHeaders(response);
        if (codes.stream().anyMatch(OperationDetails::isWorthComingBack)) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("seconds until it is worth trying again")
                            .schema(new IntegerSchema()));
        }
        return response;
    }

    private static boolean isWorthComingBack(ErrorCode code) {
        return code.status().value() == 429 || code.status().value() == 503;
    }

    private static void nameHeaders(ApiResponse response) {
        header(response, "Firebreak-Cell", "the cell that answered", "cell-3");
        header(response, "Firebreak-Request-Id", "names this request in the cell's logs", "b0f3a1c2d4e5f607");
        header(response, "RateLimit-Policy", "the token bucket this call takes from", "\"launch\";q=4000;w=2");
        header(response, "RateLimit", "what is left in it, and when it is full again", "\"launch\";r=3999;t=1");
    }

    private static void header(ApiResponse response, String name, String description, String example) {
        response.addHeaderObject(
                name,
                new Header().description(description).schema(new StringSchema()).example(example));
    }
}
