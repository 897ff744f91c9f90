package io.firebreak.directory.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.Hashes;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesIT {
    private static CellThatConfirms cell;
    private static RunningDirectory directory;

    @BeforeAll
    static void start() {
        cell = new CellThatConfirms();
        directory = RunningDirectory.start(
                TestDatabase.fresh(),
                "firebreak.directory.architecture=cellular",
                "firebreak.directory.keys[0].name=looker",
                "firebreak.directory.keys[0].hash=" + Hashes.of("key-of-the-looker"),
                "firebreak.directory.keys[0].role=viewer",
                "firebreak.directory.keys[1].name=on-call",
                "firebreak.directory.keys[1].hash=" + Hashes.of("key-of-the-on-call"),
                "firebreak.directory.keys[1].role=operator",
                "firebreak.directory.keys[2].name=owner",
                "firebreak.directory.keys[2].hash=" + Hashes.of("key-of-the-owner"),
                "firebreak.directory.keys[2].role=admin");
        directory.register(1, cell.url());
        directory.create("t-1");
    }

    @AfterAll
    static void stop() {
        directory.close();
        cell.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // method | path | body | looker | on-call | owner
                "GET    | /admin/v1/cells                     |             | 200 | 200 | 200",
                "GET    | /admin/v1/tenants                   |             | 200 | 200 | 200",
                "GET    | /admin/v1/tenants/t-1/keys          |             | 200 | 200 | 200",
                "GET    | /admin/v1/tenants/t-1/limits        |             | 200 | 200 | 200",
                "GET    | /admin/v1/moves                     |             | 200 | 200 | 200",
                "PUT    | /admin/v1/tenants/t-1/limits        | {}          | 403 | 200 | 200",
                "PATCH  | /admin/v1/tenants/t-1/limits        | {}          | 403 | 200 | 200",
                "POST   | /admin/v1/tenants/t-1:move          | {\"cells\":[\"cell-1\"]} | 403 | 200 | 200",
                "DELETE | /admin/v1/tenants/t-1/keys/00       |             | 403 | 404 | 404",
                "POST   | /admin/v1/tenants/none:revoke       |             | 403 | 404 | 404",
                "POST   | /admin/v1/tenants/none/keys         |             | 403 | 403 | 404",
                "POST   | /admin/v1/tenants                   | {\"tenants\":[]} | 403 | 403 | 400",
            })
    void letsEachRoleDoItsOwn(String method, String path, String body, int looker, int onCall, int owner) {
        assertThat(as("key-of-the-looker", method, path, body).status()).isEqualTo(looker);
        assertThat(as("key-of-the-on-call", method, path, body).status()).isEqualTo(onCall);
        assertThat(as("key-of-the-owner", method, path, body).status()).isEqualTo(owner);
        assertThat(as("key-of-nobody", method, path, body).status()).isEqualTo(401);
    }

    @Test
    void letsAnOperatorChangeTheStateOfACellButNotWhereItListens() {
        String here = "{\"number\":1,\"zone\":\"zone-1\",\"weight\":1,\"state\":\"%s\",\"nodes\":[\"%s\"]}";

        Answer draining =
                as("key-of-the-on-call", "PUT", "/admin/v1/cells/cell-1", here.formatted("draining", cell.url()));
        Answer elsewhere =
                as("key-of-the-on-call", "PUT", "/admin/v1/cells/cell-1", here.formatted("active", "http://other:1"));
        Answer another = as(
                "key-of-the-on-call",
                "PUT",
                "/admin/v1/cells/cell-2",
                here.formatted("active", cell.url()).replace("\"number\":1", "\"number\":2"));
        Answer back = as("key-of-the-on-call", "PUT", "/admin/v1/cells/cell-1", here.formatted("active", cell.url()));

        assertThat(draining.status()).isEqualTo(200);
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(another.status()).isEqualTo(403);
        assertThat(back.status()).isEqualTo(200);
        assertThat(directory.get("/admin/v1/cells").ids("cells")).containsExactly("cell-1");
    }

    @Test
    void namesTheRoleThatIsNeeded() {
        Answer refused = as("key-of-the-looker", "POST", "/admin/v1/tenants/t-1:revoke", "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("FORBIDDEN");
        assertThat(refused.detail()).contains("'looker'").contains("viewer").contains("operator");
        assertThat(cell.tenant("t-1").get("revoked").booleanValue()).isFalse();
    }

    private static Answer as(String key, String method, String path, String body) {
        return directory.send(HttpRequest.newBuilder(directory.uri(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null || body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }
}
