package io.firebreak.directory.access;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a body of {@code *}{@code /*} or the like, which the web framework would take for a defect of ours. */
@Component
class OneMediaType implements WebMvcConfigurer, HandlerInterceptor {
    private static final int AFTER_THE_RECORD_IS_BEGUN = 20;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(AFTER_THE_RECORD_IS_BEGUN);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String type = request.getContentType();
        if (type != null && type.split(";", 2)[0].indexOf('*') >= 0) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type names not one media type; send application/json");
        }
        return true;
    }
}
