package io.github.sensoringest.format;

import io.github.sensoringest.reading.EpochNanos;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Reads times as nanoseconds since the epoch: numbers of seconds, milliseconds, microseconds or
 * nanoseconds since 1970, and ISO 8601. Exact to the nanosecond as far as the text goes, and what
 * is beyond that is cut off. Immutable.
 */
final class Timestamps {
  static final String AUTO = "auto";
  private static final List<String> UNITS = List.of(AUTO, "s", "ms", "us", "ns");
  private static final int[] SCALES = {-1, 9, 6, 3, 0};

  /** Digits before the point from which on a number of auto is no longer in that unit. */
  private static final int SECONDS_DIGITS = 11;

  private static final int MILLIS_DIGITS = 14;
  private static final int MICROS_DIGITS = 17;

  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  /** The power of ten that makes nanoseconds of the unit; -1 to go by the size of a number. */
  private final int scale;

  private Timestamps(int scale) {
    this.scale = scale;
  }

  static void check(String unit) {
    if (!UNITS.contains(unit)) {
      throw new IllegalArgumentException(
          "timestampUnit is '" + unit + "': write one of " + String.join(", ", UNITS));
    }
  }

  /** Returns one for the unit; in a format of a certain unit, that is what auto stands for. */
  static Timestamps of(String unit, String auto) {
    check(unit);
    return new Timestamps(SCALES[UNITS.indexOf(unit.equals(AUTO) ? auto : unit)]);
  }

  /** Returns the nanoseconds of a whole number; the nearest that there is if it is too large. */
  long ofWhole(long number) {
    int power = scale >= 0 ? scale : autoScale(digits(number));
    long factor = POWERS[power];
    long high = Math.multiplyHigh(number, factor);
    long low = number * factor;
    if (high == 0 && low >= 0 || high == -1 && low < 0) {
      return low;
    }
    return number < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static int digits(long number) {
    int digits = 1;
    long size = number == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(number);
    while (digits < POWERS.length && size >= POWERS[digits]) {
      digits++;
    }
    return digits;
  }

  private static int autoScale(int digits) {
    if (digits <= SECONDS_DIGITS) {
      return 9;
    }
    if (digits <= MILLIS_DIGITS) {
      return 6;
    }
    return digits <= MICROS_DIGITS ? 3 : 0;
  }

  /**
   * Returns the nanoseconds of a decimal number, which may have an exponent.
   *
   * @throws IllegalArgumentException if it is none; the message is for the sender
   */
  long ofNumber(char[] text, int from, int to) {
    if (to - from <= 18 && from < to && text[from] >= '1' && text[from] <= '9') {
      long nanos = ofPlain(text, from, to);
      if (nanos != FAILED) {
        return nanos;
      }
    }
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (at < to && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    int first = -1;
    int whole = 0;
    int digits = 0;
    boolean point = false;
    boolean any = false;
    for (; at < to; at++) {
      char c = text[at];
      if (c == '.' && !point) {
        point = true;
        continue;
      }
      if (c < '0' || c > '9') {
        break;
      }
      any = true;
      if (first < 0) {
        if (c == '0') {
          // A zero before all other digits counts only where it moves the point.
          whole -= point ? 1 : 0;
          continue;
        }
        first = at;
      }
      digits++;
      whole += point ? 0 : 1;
    }
    int end = at;
    if (!any) {
      throw noTime(text, from, to);
    }
    if (at < to) {
      whole = saturatedAdd(whole, exponent(text, from, at, to));
    }
    return first < 0 ? 0 : nanos(text, first, end, digits, whole, negative);
  }

  /** The usual number, of few digits and without an exponent, quickly; else FAILED. */
  private long ofPlain(char[] text, int from, int to) {
    long digits = 0;
    int point = -1;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + c - '0';
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return FAILED;
      }
    }
    int whole = (point < 0 ? to : point) - from;
    int fraction = point < 0 ? 0 : to - point - 1;
    int power = (scale >= 0 ? scale : autoScale(whole)) - fraction;
    if (power < 0) {
      return digits / POWERS[-power];
    }
    long factor = POWERS[power];
    return Math.multiplyHigh(digits, factor) == 0 && digits * factor >= 0
        ? digits * factor
        : FAILED;
  }

  private static int saturatedAdd(int a, int b) {
    return (int) Math.max(-100_000, Math.min(100_000, (long) a + b));
  }

  private static int exponent(char[] text, int from, int at, int to) {
    if (text[at] != 'e' && text[at] != 'E') {
      throw noTime(text, from, to);
    }
    int digit = at + 1;
    boolean negative = digit < to && text[digit] == '-';
    if (digit < to && (text[digit] == '-' || text[digit] == '+')) {
      digit++;
    }
    if (digit == to) {
      throw noTime(text, from, to);
    }
    int exponent = 0;
    for (; digit < to; digit++) {
      if (text[digit] < '0' || text[digit] > '9') {
        throw noTime(text, from, to);
      }
      exponent = Math.min(100_000, exponent * 10 + text[digit] - '0');
    }
    return negative ? -exponent : exponent;
  }

  /** The number is 0.d1d2d3... times 10 to the power of {@code whole}. */
  private long nanos(char[] text, int first, int end, int digits, int whole, boolean negative) {
    int power = scale >= 0 ? scale : autoScale(whole);
    int wanted = whole + power;
    if (wanted > 19) {
      return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    long nanos = 0;
    int at = first;
    int taken = 0;
    for (int i = 0; i < wanted; i++) {
      int digit = 0;
      if (taken < digits) {
        if (text[at] == '.') {
          at++;
        }
        digit = text[at++] - '0';
        taken++;
      }
      // Only a nineteenth digit can be too much.
      if (i == 18 && nanos > (Long.MAX_VALUE - digit) / 10) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      nanos = nanos * 10 + digit;
    }
    return negative ? -nanos : nanos;
  }

  /**
   * Returns the nanoseconds of a time in ISO 8601, or of a number. Without an offset it is UTC.
   *
   * @throws IllegalArgumentException if it is neither; the message is for the sender
   */
  long ofText(char[] text, int from, int to) {
    int begin = from;
    int end = to;
    while (begin < end && text[begin] <= ' ') {
      begin++;
    }
    while (begin < end && text[end - 1] <= ' ') {
      end--;
    }
    // A date has a dash behind the year, and a number has none there.
    if (end - begin >= 10 && text[begin + 4] == '-') {
      long nanos = iso(text, begin, end);
      return nanos == FAILED ? slow(text, begin, end) : nanos;
    }
    return looksLikeNumber(text, begin, end) ? ofNumber(text, begin, end) : slow(text, begin, end);
  }

  private static boolean looksLikeNumber(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text[i];
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return from < to;
  }

  /** No time that can be kept has it. */
  private static final long FAILED = Long.MIN_VALUE + 1;

  /** Reads {@code 2026-11-25T10:00:00.123456789+01:00} and what is like it. */
  private static long iso(char[] text, int from, int to) {
    int year = number(text, from, from + 4, to);
    int month = number(text, from + 5, from + 7, to);
    int day = number(text, from + 8, from + 10, to);
    if (year < 0
        || month < 1
        || month > 12
        || day < 1
        || text[from + 7] != '-'
        || day > daysIn(year, month)) {
      return FAILED;
    }
    long seconds = epochDay(year, month, day) * 86_400;
    int at = from + 10;
    if (at == to) {
      return nanosOf(seconds, 0);
    }
    if (text[at] != 'T' && text[at] != 't' && text[at] != ' ') {
      return FAILED;
    }
    int hour = number(text, at + 1, at + 3, to);
    int minute = at + 3 < to && text[at + 3] == ':' ? number(text, at + 4, at + 6, to) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return FAILED;
    }
    at += 6;
    int second = 0;
    int fraction = 0;
    if (at < to && text[at] == ':') {
      second = number(text, at + 1, at + 3, to);
      // A leap second is the first one of the next minute.
      if (second < 0 || second > 60) {
        return FAILED;
      }
      at += 3;
      if (at < to && (text[at] == '.' || text[at] == ',')) {
        int digits = 0;
        for (at++; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
          if (digits < 9) {
            fraction = fraction * 10 + text[at] - '0';
          }
          digits++;
        }
        if (digits == 0) {
          return FAILED;
        }
        for (; digits < 9; digits++) {
          fraction *= 10;
        }
      }
    }
    int offset = offset(text, at, to);
    if (offset == Integer.MIN_VALUE) {
      return FAILED;
    }
    return nanosOf(seconds + hour * 3600 + minute * 60 + second - offset, fraction);
  }

  /** Returns the offset from UTC in seconds. */
  private static int offset(char[] text, int from, int to) {
    int at = from;
    if (at < to && text[at] == ' ') {
      at++;
    }
    if (at == to || at + 1 == to && (text[at] == 'Z' || text[at] == 'z')) {
      return 0;
    }
    if (text[at] != '+' && text[at] != '-') {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, at + 1, at + 3, to);
    int minutes = 0;
    int rest = to - at - 3;
    if (rest == 2) {
      minutes = number(text, at + 3, at + 5, to);
    } else if (rest == 3 && text[at + 3] == ':') {
      minutes = number(text, at + 4, at + 6, to);
    } else if (rest != 0) {
      return Integer.MIN_VALUE;
    }
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int offset = hours * 3600 + minutes * 60;
    return text[at] == '-' ? -offset : offset;
  }

  private static int number(char[] text, int from, int to, int end) {
    if (to > end) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** The days since 1970 of the proleptic Gregorian calendar; years are counted from March. */
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  private static long nanosOf(long seconds, int nanos) {
    if (seconds > Long.MAX_VALUE / 1_000_000_000L - 1) {
      return Long.MAX_VALUE;
    }
    if (seconds < Long.MIN_VALUE / 1_000_000_000L + 1) {
      return Long.MIN_VALUE;
    }
    return seconds * 1_000_000_000L + nanos;
  }

  private static final List<DateTimeFormatter> OTHERS =
      List.of(DateTimeFormatter.ISO_ZONED_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME);

  private static long slow(char[] text, int from, int to) {
    if (to - from <= 100) {
      String whole = new String(text, from, to - from);
      for (DateTimeFormatter format : OTHERS) {
        try {
          return EpochNanos.of(ZonedDateTime.parse(whole, format).toInstant());
        } catch (DateTimeException e) {
          // It is none of these.
        }
      }
    }
    throw noTime(text, from, to);
  }

  private static IllegalArgumentException noTime(char[] text, int from, int to) {
    return new IllegalArgumentException(
        "the time is '"
            + Texts.shortened(new String(text, from, Math.min(to - from, 200)))
            + "': write a number such as 1764040211.5, or ISO 8601 such as"
            + " 2026-11-25T03:10:11.5Z");
  }
}
