// What officers' pages load besides.
import "./keys";
import "./place";
