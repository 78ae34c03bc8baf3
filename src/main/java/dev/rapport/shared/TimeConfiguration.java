package dev.rapport.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** The machine's own clock, which nobody has moved: to compare machines, and for nothing else. */
    @Bean
    InstantSource machineClock() {
        return Clock.systemUTC();
    }

    @Bean
    BusinessTime businessTime(
            @Value("${rapport.time.zone}") ZoneId zone, @Value("${rapport.time.offset}") Duration offset) {
        return new BusinessTime(Clock.offset(Clock.systemUTC(), offset), zone);
    }
}
