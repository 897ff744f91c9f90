package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("clumsy");
    }

    /** Body, code, and what the message must name; quotes are written ' here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'instanceType':'z9.huge','imageId':'ami-1'}                          | UNKNOWN_INSTANCE_TYPE | z9.huge",
                "{'imageId':'ami-1'}                                                   | UNKNOWN_INSTANCE_TYPE | missing",
                "{'instanceType':'c5.large'}                                           | INVALID_PARAMETER | imageId",
                "{'instanceType':'c5.large','imageId':'a b'}                           | INVALID_PARAMETER | a b",
                "{'instanceType':'c5.large','imageId':1}                               | MALFORMED_JSON    | line 1",
                "{'instanceType':'c5.large','imageId':'ami-1','tags':{'a':true}}       | MALFORMED_JSON    | line 1",
                "{'instanceType':'c5.large','imageId':'ami-1','clientToken':1.5}        | MALFORMED_JSON    | line 1",
                "{'instanceType':'c5.large','imageId':'ami-1','minCount':-1}           | INVALID_PARAMETER | -1",
                "{'instanceType':'c5.large','imageId':'ami-1','minCount':0}            | INVALID_PARAMETER | minCount",
                "{'instanceType':'c5.large','imageId':'ami-1','minCount':5,'maxCount':2} | INVALID_PARAMETER | maxCount",
                "{'instanceType':'c5.large','imageId':'ami-1','maxCount':101}          | INVALID_PARAMETER | 1 to 100",
                "{'instanceType':'c5.large','imageId':'ami-1','minCount':99999999999}  | MALFORMED_JSON    | 99999999999",
                "{'instanceType':'c5.large','imageId':'ami-1','minCount':1.5}          | MALFORMED_JSON    | line 1",
                "{'instanceType':'c5.large','imageId':'ami-1','minCount':'1'}          | MALFORMED_JSON    | line 1",
                "{'instanceType':'c5.large','imageId':'ami-1','count':1}               | MALFORMED_JSON    | 'count'",
                "{'instanceType':'c5.large','imageId':'ami-1','tags':{'':'x'}}         | INVALID_PARAMETER | tags",
                "{'instanceType':'c5.large','imageId':'ami-1','tags':{'a':null}}       | INVALID_PARAMETER | tags.a",
                "{'instanceType':'c5.large','imageId':'ami-1','tags':['a']}            | MALFORMED_JSON    | line 1",
                "{'instanceType':'c5.large','imageId':'ami-1','clientToken':'sp ace'}  | INVALID_PARAMETER | sp ace",
                "{'instanceType':'c5.large','imageId':'ami-1'                          | MALFORMED_JSON    | line 1",
                "{'instanceType':'c5.large','imageId':'ami-1'} {}                      | MALFORMED_JSON    | line 1",
                "[]                                                                    | MALFORMED_JSON    | line 1",
                "`` | MALFORMED_JSON | JSON object"
            })
    void isRefusedWithAProblemThatNamesIt(String body, String code, String named) {
        Answer refused = cell.post("clumsy", "/v1/instances", body.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.body().path("detail").asString()).contains(named);
        assertThat(refused.body().path("status").asInt()).isEqualTo(400);
        assertThat(refused.raw().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=ten",
                "limit=",
                "cursor=nonsense",
                // microseconds past what the database can keep
                "cursor=OTIyMzM3MjAzNjg1NDc3NTgwNzppLTAwMDFhYWFhYWFhYWFhYWFh",
                "cursor=LTE6aS0wMDAxYWFhYWFhYWFhYWFhYQ",
                "state=happy",
                "states=running",
                "tag=x",
                "tag.x=%00",
                "type=%00",
                "id=i-1"
            })
    void isRefusedInAListToo(String query) {
        Answer refused = cell.get("clumsy", "/v1/instances?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.body().path("detail").asString()).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void isRefusedWhenTheBodyIsTooLarge() {
        String large = "{" + " ".repeat(70_000) + "}";
        Answer declared = cell.post("clumsy", "/v1/instances", large);
        Answer chunked = cell.send(cell.as(Keys.of("clumsy"), "/v1/instances")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));

        assertThat(declared.status()).isEqualTo(413);
        assertThat(declared.code()).isEqualTo("BODY_TOO_LARGE");
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.body().path("detail").asString()).contains("65536");
    }

    @Test
    void isRefusedWhenPathMethodOrMediaTypeAreWrong() {
        assertThat(cell.get("clumsy", "/v1/nothing").code()).isEqualTo("NOT_FOUND");
        assertThat(cell.delete("clumsy", "").status()).isIn(404, 405);
        assertThat(cell.send(cell.as(Keys.of("clumsy"), "/v1/instances").DELETE())
                        .code())
                .isEqualTo("METHOD_NOT_ALLOWED");
        for (String type : new String[] {"text/plain", "*/*", "application/*;q=1", "nonsense"}) {
            assertThat(cell.send(cell.as(Keys.of("clumsy"), "/v1/instances")
                                    .header("Content-Type", type)
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")))
                            .code())
                    .as(type)
                    .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @Test
    void listsTheTypesThatAreNotUnknown() {
        Answer types = cell.get("clumsy", "/v1/instance-types");

        assertThat(types.status()).isEqualTo(200);
        assertThat(types.body()
                        .path("instanceTypes")
                        .valueStream()
                        .map(type -> type.path("name").asString()))
                .hasSizeGreaterThan(40)
                .contains("c5.large", "i3.metal");
    }
}
