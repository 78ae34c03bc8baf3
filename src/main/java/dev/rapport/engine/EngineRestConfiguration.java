package dev.rapport.engine;

import jakarta.servlet.ServletContextListener;
import org.camunda.bpm.engine.rest.filter.CacheControlFilter;
import org.camunda.bpm.engine.rest.filter.EmptyBodyFilter;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's REST API under {@code /engine-rest}; the vendor's starter for it does not start on Spring Boot 4. */
@Configuration(proxyBeanMethods = false)
class EngineRestConfiguration {

    private static final String PATH = "/engine-rest/*";

    @Bean
    ServletRegistrationBean<ServletContainer> engineRest() {
        ResourceConfig resources = new ResourceConfig()
                .registerClasses(CamundaRestResources.getResourceClasses())
                .registerClasses(CamundaRestResources.getConfigurationClasses())
                .register(JacksonFeature.class);
        ServletRegistrationBean<ServletContainer> servlet =
                new ServletRegistrationBean<>(new ServletContainer(resources), PATH);
        servlet.setName("engineRest");
        servlet.setAsyncSupported(true);
        return servlet;
    }

    @Bean
    ServletListenerRegistrationBean<ServletContextListener> fetchAndLock() {
        return new ServletListenerRegistrationBean<>(new FetchAndLockContextListener());
    }

    @Bean
    FilterRegistrationBean<EmptyBodyFilter> engineRestEmptyBody() {
        return filter(new EmptyBodyFilter(), "engineRestEmptyBody");
    }

    @Bean
    FilterRegistrationBean<CacheControlFilter> engineRestCacheControl() {
        return filter(new CacheControlFilter(), "engineRestCacheControl");
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> filter(F filter, String name) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.addUrlPatterns(PATH);
        registration.setAsyncSupported(true);
        return registration;
    }
}
