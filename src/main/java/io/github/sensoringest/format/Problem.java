package io.github.sensoringest.format;

/** Why a record is no reading, and what to write instead. */
record Problem(String text) {}
