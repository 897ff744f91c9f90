package io.firebreak.router.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /actuator/page} and, for short, {@code /} of the management port: one page, one style, one script, which a browser
 * may load from here and nowhere else.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class OperatorsPage {
    private static final String PAGE = "/actuator/page";
    private static final Map<String, String> GUARDS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    @Bean
    RouterFunction<ServerResponse> operatorsPageRoutes() {
        return RouterFunctions.route()
                .GET(
                        "/",
                        request -> ServerResponse.temporaryRedirect(URI.create(PAGE))
                                .build())
                .GET(PAGE, request -> file("page.html", MediaType.TEXT_HTML))
                .route(
                        RequestPredicates.GET(PAGE + "/page.css"),
                        request -> file("page.css", new MediaType("text", "css")))
                .route(
                        RequestPredicates.GET(PAGE + "/page.js"),
                        request -> file("page.js", new MediaType("text", "javascript")))
                .build();
    }

    private static Mono<ServerResponse> file(String name, MediaType type) {
        return ServerResponse.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .headers(OperatorsPage::guard)
                .bodyValue(new ClassPathResource("page/" + name));
    }

    private static void guard(HttpHeaders headers) {
        GUARDS.forEach(headers::set);
    }
}
