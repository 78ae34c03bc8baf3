package dev.rapport.user.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import dev.rapport.web.ErrorSentence;
import dev.rapport.web.RouteRight;
import dev.rapport.web.Who;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.AuthorizationManagerWebInvocationPrivilegeEvaluator.HttpServletRequestTransformer;
import org.springframework.security.web.access.PathPatternRequestTransformer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The filter chains; what they allow is said by {@link PermissionTable} alone. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String PAGE_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private final PermissionTable table;

    SecurityConfiguration(PermissionTable table) {
        this.table = table;
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    /** Nobody watches single filters, and each of them would be measured at every request. */
    @Bean
    static SecurityObservationSettings filtersAreNotObserved() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Lets the frame around the pages ask the filter chains what a person may open. The request that such a question is
     * made of has no dispatcher type and no port of its own, and the rules and chains ask for them.
     */
    @Bean
    static HttpServletRequestTransformer privilegeQuestion() {
        PathPatternRequestTransformer pathPatterns = new PathPatternRequestTransformer();
        return request -> new HttpServletRequestWrapper(pathPatterns.transform(request)) {
            @Override
            public DispatcherType getDispatcherType() {
                return DispatcherType.REQUEST;
            }

            @Override
            public int getLocalPort() {
                return 0; // not the management port
            }
        };
    }

    /** Keeps the page that was asked for in a cookie: an anonymous visit leaves no session in the database. */
    @Bean
    RequestCache pageAskedFor() {
        CookieRequestCache cache = new CookieRequestCache();
        cache.setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", "Lax"));
        RequestMatcher programs = new OrRequestMatcher(
                withDefaults().matcher("/api/**"),
                withDefaults().matcher("/camunda/api/**"),
                withDefaults().matcher("/engine-rest/**"),
                withDefaults().matcher("/actuator/**"));
        cache.setRequestMatcher(request -> "GET".equals(request.getMethod())
                && !programs.matches(request)
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html"));
        return cache;
    }

    /**
     * The actuator on a port of its own ({@code MANAGEMENT_SERVER_PORT}): metrics and health for the operator's tools,
     * without a login. Shielding the port is the operator's part.
     */
    @Bean
    @Order(0)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    SecurityFilterChain managementPortChain(HttpSecurity http, Environment environment) throws Exception {
        return http.securityMatcher(request ->
                        request.getLocalPort() == environment.getProperty("local.management.port", Integer.class, -1))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(withDefaults().matcher(HttpMethod.GET, "/actuator/**"))
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** The engine's REST API: scripts and the Camunda Modeler, basic authentication, no session. */
    @Bean
    @Order(1)
    SecurityFilterChain engineRestChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(withDefaults().matcher("/engine-rest/**"))
                .authorizeHttpRequests(this::permissions)
                .httpBasic(login -> login.authenticationEntryPoint(SecurityConfiguration::unauthorized))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(SecurityConfiguration::unauthorized))
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** The engine's webapps: the same login, but their own CSRF protection and content policy. */
    @Bean
    @Order(2)
    SecurityFilterChain webappChain(HttpSecurity http, RequestCache askedFor, UserRights rights) throws Exception {
        return http.securityMatcher(withDefaults().matcher("/camunda/**"))
                .requestCache(cache -> cache.requestCache(askedFor))
                .addFilterBefore(new FreshRightsFilter(rights), AuthorizationFilter.class)
                .authorizeHttpRequests(this::permissions)
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                                withDefaults().matcher("/camunda/api/**"))
                        .defaultAuthenticationEntryPointFor(toLogin(), request -> true)
                        .defaultAccessDeniedHandlerFor(
                                SecurityConfiguration::toPasswordPage, SecurityConfiguration::isNewcomersPage)
                        .defaultAccessDeniedHandlerFor(new AccessDeniedHandlerImpl(), request -> true))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                .build();
    }

    /**
     * The calendar feed: the secret in its address is the key. No login, no session, no cookie, whatever is sent along, and what is
     * refused is answered like what does not exist.
     */
    @Bean
    @Order(3)
    SecurityFilterChain calendarChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(withDefaults().matcher("/calendar/*"))
                .authorizeHttpRequests(this::permissions)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND)))
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** Pages and {@code /api}: session with CSRF token, or basic authentication for scripts on the API. */
    @Bean
    @Order(4)
    SecurityFilterChain rapportChain(
            HttpSecurity http, RequestCache askedFor, UserRights rights, BrowserCookie browser, LoginResult loginResult)
            throws Exception {
        RequestMatcher api = withDefaults().matcher("/api/**");
        RequestMatcher basic = request -> {
            String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
            return authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6);
        };
        return http.authorizeHttpRequests(this::permissions)
                .requestCache(cache -> cache.requestCache(askedFor))
                .addFilterBefore(new FreshRightsFilter(rights), AuthorizationFilter.class)
                .formLogin(form -> form.loginPage("/login")
                        .authenticationDetailsSource(browser)
                        .successHandler(loginResult)
                        .failureHandler(loginResult))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?logout"))
                // no challenge: a browser must not remember credentials and send them along with foreign requests
                .httpBasic(login -> login.authenticationEntryPoint(SecurityConfiguration::unauthorized))
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                                SecurityConfiguration::unauthorized,
                                new OrRequestMatcher(api, withDefaults().matcher("/actuator/**")))
                        // a part of a page that asks after the session has ended: the page stays, and says so
                        .defaultAuthenticationEntryPointFor(
                                SecurityConfiguration::unauthorized,
                                request -> HtmxRequest.fromRequest(request).isHtmxRequest())
                        .defaultAuthenticationEntryPointFor(toLogin(), request -> true)
                        // a browser that lost its cookies lost the token too, and that is not the right that is missing
                        .defaultAccessDeniedHandlerFor(
                                (request, response, refusal) -> response.sendError(HttpStatus.UNAUTHORIZED.value()),
                                request -> HtmxRequest.fromRequest(request).isHtmxRequest()
                                        && SecurityContextHolder.getContext().getAuthentication() == null)
                        .defaultAccessDeniedHandlerFor(
                                SecurityConfiguration::toPasswordPage, SecurityConfiguration::isNewcomersPage)
                        .defaultAccessDeniedHandlerFor(
                                (request, response, refusal) -> response.sendError(HttpStatus.NOT_FOUND.value()),
                                nowhere())
                        .defaultAccessDeniedHandlerFor(new AccessDeniedHandlerImpl(), request -> true))
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens())
                        .ignoringRequestMatchers(request -> api.matches(request) && basic.matches(request)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY)))
                .build();
    }

    /** What no row names is refused to everybody, and to whoever has logged in it is said that there is nothing. */
    private RequestMatcher nowhere() {
        RequestMatcher somewhere = new OrRequestMatcher(table.rows().stream()
                .<RequestMatcher>map(row -> withDefaults().matcher(row.pattern()))
                .toList());
        return request -> !somewhere.matches(request);
    }

    private static AuthenticationEntryPoint toLogin() {
        LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login");
        // the host is what the request says it is
        login.setFavorRelativeUris(true);
        return login;
    }

    /** By way of the error page, so that a program gets a problem document here too. */
    private static void unauthorized(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        if (refusal instanceof UserAuthentication.TooManyFailures) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else if (refusal instanceof UserAuthentication.TooBusy) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            ErrorSentence.send(request, response, HttpStatus.SERVICE_UNAVAILABLE, "login.busy");
        } else {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        }
    }

    /** Of somebody with a one-time password, whom nothing else is open to. Programs are told 403. */
    private static boolean isNewcomersPage(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                && request.isUserInRole(Who.NEWCOMER.name())
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html");
    }

    private static void toPasswordPage(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        response.sendRedirect(request.getContextPath() + PasswordPage.PATH);
    }

    private static CookieCsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        // XSRF-TOKEN belongs to the engine's webapps
        tokens.setCookieName("RAPPORT_CSRF");
        tokens.setCookiePath("/");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    private void permissions(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll();
        for (RouteRight row : table.rows()) {
            var request = requests.requestMatchers(withDefaults().matcher(row.method(), row.pattern()));
            if (row.who().contains(Who.ANONYMOUS)) {
                request.permitAll();
            } else if (row.who().isEmpty()) {
                request.denyAll();
            } else {
                request.hasAnyRole(row.who().stream().map(Who::name).toArray(String[]::new));
            }
        }
        requests.anyRequest().denyAll();
    }
}
