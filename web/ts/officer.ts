// What officers' pages load besides.
import "./held";
import "./keys";
import "./place";
