package io.github.sensoringest.window;

/**
 * How much a window may hold.
 *
 * @param maxSensors how many sensors
 * @param percentiles what the percentiles of all windows together have room for
 */
record TableLimits(int maxSensors, PercentileBudget percentiles) {}
