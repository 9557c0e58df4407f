// What officers' pages load besides.
import "./held";
import "./keys";
import "./preview";
import "./reach";
import "./ticked";
import "./place";
import "./masks";
