package io.github.sensoringest.web;

/** Which sensor it is: its id, and that of its route, as two routes may have sensors of one id. */
record SensorKey(String source, String sensorId) {}
