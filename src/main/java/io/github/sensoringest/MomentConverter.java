package io.github.sensoringest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lets an option take a moment as ISO 8601 writes it; without a zone it is UTC. */
final class MomentConverter implements ITypeConverter<Instant> {
  private static final List<Function<String, Instant>> FORMS =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

  @Override
  public Instant convert(String text) {
    for (Function<String, Instant> form : FORMS) {
      try {
        return form.apply(text);
      } catch (DateTimeException e) {
        continue;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no time: write 2026-11-23, 2026-11-23T10:15 or 2026-11-23T10:15:30Z");
  }
}
