package io.firebreak.cell.wiring;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.access.Tenant;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

/** The API's description: who calls comes from the key and is no parameter. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {
    ApiDocs() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Tenant.class);
    }
}
