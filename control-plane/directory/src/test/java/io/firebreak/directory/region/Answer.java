package io.firebreak.directory.region;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a caller got. */
public record Answer(int status, String body, HttpResponse<String> response) {
    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    public JsonNode json() {
        return HeldTenants.JSON.readTree(body);
    }

    public String code() {
        return json().path("code").stringValue("");
    }

    public String detail() {
        return json().path("detail").stringValue("");
    }

    /** The ids of the entries of an array of the body. */
    public List<String> ids(String array) {
        return StreamSupport.stream(json().get(array).spliterator(), false)
                .map(entry -> entry.get("id").stringValue())
                .toList();
    }
}
