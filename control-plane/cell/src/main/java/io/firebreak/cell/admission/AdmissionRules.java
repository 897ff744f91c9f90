package io.firebreak.cell.admission;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the door behind the check of the key and the tenant's own rate: who shows no valid key, or calls too often, is told so at once
 * and holds no place. The region's own calls do not pass it; they have a bound of their own.
 */
@Configuration(proxyBeanMethods = false)
class AdmissionRules implements WebMvcConfigurer {
    private static final int AFTER_THE_TENANTS_RATE = 20;

    private final AdmissionInterceptor door;

    AdmissionRules(AdmissionInterceptor door) {
        this.door = door;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(door).addPathPatterns("/v1/**").order(AFTER_THE_TENANTS_RATE);
    }
}
