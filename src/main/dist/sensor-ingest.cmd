@echo off
rem Runs Sensor Ingest from an unpacked distribution, as sensor-ingest does on Unix.
setlocal

for %%I in ("%~dp0..") do set "SENSOR_INGEST_HOME=%%~fI"

set "SENSOR_INGEST_JAVA=java"
if defined JAVA_HOME set "SENSOR_INGEST_JAVA=%JAVA_HOME:"=%\bin\java"
"%SENSOR_INGEST_JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo sensor-ingest: no Java found: install a JDK 17 or newer, or set JAVA_HOME to one >&2
  exit /b 1
)

set "SENSOR_INGEST_VERSION="
for /f "tokens=2 delims== " %%V in ('^""%SENSOR_INGEST_JAVA%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="^"') do set "SENSOR_INGEST_VERSION=%%V"
rem Java 8 and older call themselves 1.8.
for /f "delims=." %%V in ("%SENSOR_INGEST_VERSION%") do set "SENSOR_INGEST_VERSION=%%V"
if not defined SENSOR_INGEST_VERSION set "SENSOR_INGEST_VERSION=0"
if %SENSOR_INGEST_VERSION% LSS 17 (
  echo sensor-ingest: "%SENSOR_INGEST_JAVA%" is too old; a JDK 17 or newer is needed: set JAVA_HOME >&2
  exit /b 1
)

rem Memory is bounded, and the collector is the same on every machine.
set "SENSOR_INGEST_JVM=-Xms64m -Xmx384m -XX:+UseG1GC -Dfile.encoding=UTF-8"
if %SENSOR_INGEST_VERSION% GEQ 24 set "SENSOR_INGEST_JVM=%SENSOR_INGEST_JVM% --enable-native-access=ALL-UNNAMED"

rem SENSOR_INGEST_OPTS comes last and wins, so that it can give more memory: -Xmx2g
"%SENSOR_INGEST_JAVA%" %SENSOR_INGEST_JVM% %SENSOR_INGEST_OPTS% "-Dsensoringest.home=%SENSOR_INGEST_HOME%" -cp "%SENSOR_INGEST_HOME%\lib\*;%SENSOR_INGEST_HOME%\lib\ext\*" io.github.sensoringest.SensorIngest %*
exit /b %ERRORLEVEL%
