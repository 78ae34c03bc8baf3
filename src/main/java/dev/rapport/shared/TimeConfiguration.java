package dev.rapport.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    BusinessTime businessTime(
            @Value("${rapport.time.zone}") ZoneId zone, @Value("${rapport.time.offset}") Duration offset) {
        return new BusinessTime(Clock.offset(Clock.systemUTC(), offset), zone);
    }
}
