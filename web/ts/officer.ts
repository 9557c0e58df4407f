// What officers' pages load besides.
import "./held";
import "./keys";
import "./preview";
import "./ticked";
import "./place";
