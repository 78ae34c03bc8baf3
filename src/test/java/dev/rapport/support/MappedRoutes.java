package dev.rapport.support;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.core.Application;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every route that the running application maps: controllers, actuator endpoints and static files of Spring MVC, and the
 * JAX-RS resources of the engine's REST API and of its webapps, sub-resources included.
 */
@Component
@Lazy
@Profile("test")
public class MappedRoutes {

    private final ApplicationContext context;
    private final ServletContext servletContext;

    MappedRoutes(ApplicationContext context, ServletContext servletContext) {
        this.context = context;
        this.servletContext = servletContext;
    }

    /**
     * One route.
     *
     * @param method HTTP method, or {@code *} for all of them
     * @param path with variables as {@code {name}}; {@code **} at the end of static files
     */
    public record Route(String method, String path) implements Comparable<Route> {

        @Override
        public int compareTo(Route other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : method.compareTo(other.method);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public SortedSet<Route> all() {
        SortedSet<Route> routes = new TreeSet<>();
        routes.addAll(springMvc());
        routes.addAll(jersey());
        return routes;
    }

    public SortedSet<Route> springMvc() {
        SortedSet<Route> routes = new TreeSet<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> add(routes, info)));
        context.getBeansOfType(AbstractUrlHandlerMapping.class)
                .values()
                .forEach(mapping ->
                        mapping.getHandlerMap().keySet().forEach(path -> routes.add(new Route("GET", path))));
        return routes;
    }

    /** The routes of Rapport's own controllers, and whose they are. */
    public SortedMap<Route, Class<?>> controllers() {
        SortedMap<Route, Class<?>> controllers = new TreeMap<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    if (handler.getBeanType().getName().startsWith("dev.rapport.")) {
                        SortedSet<Route> routes = new TreeSet<>();
                        add(routes, info);
                        routes.forEach(route -> controllers.put(route, handler.getBeanType()));
                    }
                }));
        return controllers;
    }

    private static void add(SortedSet<Route> routes, RequestMappingInfo info) {
        for (String path : info.getPatternValues()) {
            if (info.getMethodsCondition().getMethods().isEmpty()) {
                routes.add(new Route("*", path));
            }
            info.getMethodsCondition().getMethods().forEach(method -> routes.add(new Route(method.name(), path)));
        }
    }

    public SortedSet<Route> jersey() {
        SortedSet<Route> routes = new TreeSet<>();
        for (ServletRegistration servlet :
                servletContext.getServletRegistrations().values()) {
            if (!ServletContainer.class.getName().equals(servlet.getClassName())) {
                continue;
            }
            for (String mapping : servlet.getMappings()) {
                String base = mapping.replaceFirst("/\\*$", "");
                classes(servlet).forEach(type -> walk(routes, base, Resource.from(type), new ArrayDeque<>()));
            }
        }
        return routes;
    }

    /** Servlets that are neither Jersey's nor Spring MVC's, by their mapping. */
    public SortedSet<String> otherServlets() {
        SortedSet<String> mappings = new TreeSet<>();
        for (ServletRegistration servlet :
                servletContext.getServletRegistrations().values()) {
            if (!ServletContainer.class.getName().equals(servlet.getClassName())
                    && !"dispatcherServlet".equals(servlet.getName())) {
                mappings.addAll(servlet.getMappings());
            }
        }
        return mappings;
    }

    private Set<Class<?>> classes(ServletRegistration servlet) {
        String application = servlet.getInitParameter("jakarta.ws.rs.Application");
        if (application == null) {
            // Rapport's own registration of the engine's REST API, in dev.rapport.engine
            return CamundaRestResources.getResourceClasses();
        }
        try {
            return Class.forName(application)
                    .asSubclass(Application.class)
                    .getConstructor()
                    .newInstance()
                    .getClasses();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void walk(SortedSet<Route> routes, String base, Resource resource, Deque<Class<?>> above) {
        if (resource == null) {
            return;
        }
        String path = join(base, resource.getPath());
        for (ResourceMethod method : resource.getResourceMethods()) {
            routes.add(new Route(method.getHttpMethod(), path));
        }
        resource.getChildResources().forEach(child -> walk(routes, path, child, above));
        ResourceMethod locator = resource.getResourceLocator();
        if (locator != null) {
            Class<?> type = locator.getInvocable().getHandlingMethod().getReturnType();
            if (!above.contains(type)) {
                above.push(type);
                Resource below = Resource.from(type);
                if (below == null) {
                    throw new IllegalStateException("No resource methods in " + type + " at " + path);
                }
                // the class behind a locator may carry a @Path of its own, which does not count
                for (ResourceMethod method : below.getResourceMethods()) {
                    routes.add(new Route(method.getHttpMethod(), path));
                }
                below.getChildResources().forEach(child -> walk(routes, path, child, above));
                above.pop();
            }
        }
    }

    private static String join(String base, String path) {
        if (path == null || path.isEmpty() || "/".equals(path)) {
            return base.isEmpty() ? "/" : base;
        }
        String joined = base + (path.startsWith("/") ? path : "/" + path);
        // {name:regex} -> {name}
        return joined.replaceAll("\\{\\s*([A-Za-z0-9_-]+)\\s*:[^/]*?}(?=/|$)", "{$1}")
                .replaceAll("(?<=.)/$", "");
    }
}
