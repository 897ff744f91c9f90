package io.firebreak.cell.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    static final String PROBLEM = "Problem";
    private static final String KEY = "tenantKey";

    /** The server is wherever this was read: for tenants that is a router, not the cell. */
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Firebreak")
                        .version("v1")
                        .description(
                                "Launches instances on the hosts of a cell. Errors are problem documents of RFC 9457 with a stable `code`; "
                                        + "503 and 429 say in `Retry-After` when to come back."))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("fbk_<tenant>_<secret>"))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }

    private static ObjectSchema problem() {
        ObjectSchema problem = new ObjectSchema();
        List<String> members = List.of("type", "title", "status", "code", "detail");
        members.forEach(member ->
                problem.addProperty(member, member.equals("status") ? new IntegerSchema() : new StringSchema()));
        problem.setRequired(members);
        problem.setAdditionalProperties(true);
        return problem;
    }
}
